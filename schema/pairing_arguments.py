"""What questions about pairing share: weights and bounds, read and checked."""

from __future__ import annotations

from collections.abc import Mapping

from queries.errors import BadInput
from queries.pairing_components import PairingComponent
from queries.pairing_scores import Weights, check_weights
from schema.call import Call
from schema.results import read_first


def read_weights(call: Call) -> Weights:
    """The weights, those not given at their default; BadInput where one is no weight, or none is above zero."""
    given = call.arguments.get("weights")
    if not isinstance(given, Mapping):
        return check_weights({})
    weights = {one: given.get(name) for name, one in COMPONENTS_BY_NAME.items()}
    return check_weights({one: float(weight) for one, weight in weights.items() if weight is not None})


def _name_of(component: PairingComponent) -> str:
    """What the API calls a component's weight: POLICY_TRANSFER is `policyTransfer`."""
    first, *others = component.lower().split("_")
    return "".join([first, *(word.title() for word in others)])


COMPONENTS_BY_NAME = {_name_of(one): one for one in PairingComponent}


def read_top(call: Call) -> int:
    """How many first places are asked about; BadInput where that is out of bounds."""
    top, most = call.given("topK", int, 3), call.context.viewer.page_bound
    if not 1 <= top <= most:
        raise BadInput(f"`topK` is {top}; it must be from 1 to {most}.", "topK")
    return top


def read_shown(call: Call) -> int:
    """How many candidates are asked for; BadInput where that is out of bounds."""
    return read_first(call.arguments, call.context)
