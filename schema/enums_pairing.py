"""The closed sets of questions about pairing, as the API describes them."""

from __future__ import annotations

from queries.pairing_components import PairingComponent
from queries.pairing_sides import PairingDirection
from queries.pairing_ties import TieKind
from queries.pairing_words import Lang
from schema.fields import described

described(
    "What speaks for a pair. The stronger side is the one in the East, always. 配对因素",
    POLICY_TRANSFER="Of the tasks that the weaker side is not seen to cover, the share that the stronger covers; 0 "
    "when nothing is left; missing when either has no document in force. 政策可移植",
    SHARED_AGENDA="Of the tasks that either covers, the share that both cover; missing when neither covers any, or "
    "either has no document in force. 共同议题",
    PROGRAMME_EXPERIENCE="Of the families of programmes that the stronger side hosts, itself or below it, the share "
    "that the other does not host; missing when none is known. 项目经验",
    INDUSTRY_FIT="How alike the industries are that stand above the country's average, by the latest table not after "
    "the day's year and at most ten years old; provinces only. 产业契合",
    CAPACITY_LEAD="How far the stronger side leads in R&D intensity, (s − w) / (s + w) or 0; the latest year before "
    "the day's and at most three years old; provinces only. 能力领先",
    EXISTING_TIES="1 − e^(−n), n counting verified pairings, zones of which both are full members (macro-regions do "
    "not count) and agreements in force to which both are party. 既有联系",
    PROXIMITY="e^(−distance / 1000 km), between centres; a zone's nearest member counts. 邻近",
)(PairingComponent)
described(
    "On which side partners are sought. 方向",
    EASTWARD="In the East: the subject stands for the centre, the west or the north-east. 向东部",
    WESTWARD="In the centre, the west and the north-east: the subject stands for the East. 向中西部和东北",
)(PairingDirection)
described(
    "What kind of tie it is. 联系类型",
    PAIRING="An official pairing of the two. 结对",
    ZONE="A zone of which both are full members. 同属区域",
    AGREEMENT="An agreement to which both are party. 协议",
)(TieKind)
described("A language. 语言", ZH="Chinese. 中文", EN="English. 英文")(Lang)
