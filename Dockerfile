# The service alone, for everybody on this machine:
#   docker build -t hezuo .
#   docker run -p 127.0.0.1:8000:8000 -e HEZUO_ANONYMOUS_READ=1 -v hezuo-data:/srv/hezuo/var hezuo
FROM node:22-bookworm-slim AS explorer
WORKDIR /srv/hezuo
COPY hezuo/explorer hezuo/explorer
COPY tests/contract tests/contract
RUN cd hezuo/explorer && npm ci --no-audit --no-fund && npm run --silent build

FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/hezuo
COPY requirements.lock .
RUN python -m venv .venv \
    && .venv/bin/pip install --disable-pip-version-check --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN .venv/bin/pip install --disable-pip-version-check --no-cache-dir --no-deps --no-build-isolation -e .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home hezuo
WORKDIR /srv/hezuo
COPY --from=build /srv/hezuo .
COPY --from=explorer /srv/hezuo/hezuo/explorer/dist hezuo/explorer/dist
# The one folder that the service writes to.
RUN mkdir var && chown hezuo var
USER hezuo
# Within the container; which address outside reaches it is the publisher's choice.
ENV HEZUO_HOST=0.0.0.0 HEZUO_PORT=8000 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
VOLUME /srv/hezuo/var
# The first start loads the graph before it answers.
HEALTHCHECK --interval=15s --timeout=5s --start-period=180s --retries=4 \
    CMD [".venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD [".venv/bin/hezuo", "serve"]
