#!/bin/sh
# Archive u-4b6b7a732df6adfa22d91991ad1a56c5 could not be read with MISSING_MANDATORY_FIELD, then archive u-b0147dd5c378d0100eb839fba3fbaf00 was analysed.
# winkterm 1.0, from 2026-11-29T07:30:00.000Z to 2026-11-29T07:31:12.296Z
# masked, by kind:
#   FILE: 3 values in 17 places
#   LINK: 2 values in 13 places
#   NAME: 1 value in 2 places
#   SECRET: 1 value in 1 place
#   SSN: 1 value in 2 places
#   TOKEN: 2 values in 18 places
#
# It repeats the calls of the session in their order. Set before it runs:
#   API_KEY        the key of the host
#   API_SECRET     its secret
#   ARCHIVE_1      what record 29, POST /archives gave, which is not repeated
#   ARCHIVE_2      what record 57, POST /archives gave, which is not repeated
#   OPEN_API_HOST  another host than http://127.0.0.1:8970/v1, if that is meant
#   LINK_API_HOST  another host than http://127.0.0.1:8970/link/v1, if that is meant
# A variable stands in a URL or in JSON as it is: escape its value as is needed there.
# PAUSE is how many seconds pass before what was polled is asked for, 1 unless set.

set -eu
OPEN_API_HOST=${OPEN_API_HOST:-'http://127.0.0.1:8970/v1'}
LINK_API_HOST=${LINK_API_HOST:-'http://127.0.0.1:8970/link/v1'}
: "${API_KEY:?set it first}"
: "${API_SECRET:?set it first}"
: "${ARCHIVE_1:?set it first}"
: "${ARCHIVE_2:?set it first}"

call() {
  answer=$("$@" --silent --show-error --write-out '\n# HTTP %{http_code}')
  printf '%s\n' "$answer"
}
taken() { printf '%s\n' "$answer" | sed -n "$1" | head -n 1; }

# POST /users, 201, OK, requestId edd63df7-6b08-4b7a-a0b5-921fe468e180 (record 3)
call curl --globoff -X 'POST' --url "$OPEN_API_HOST"'/users' -H 'Accept: application/json' -H 'Content-Type: application/json' -u "$API_KEY:$API_SECRET" --data-raw '{}'
TOKEN_1=$(taken 's/.*"accessToken"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p')
USER_1=$(taken 's/.*"\(tenant-[^"]*\)".*/\1/p')

# POST /sessions, 201, OK, requestId 195ada66-f434-482e-9400-c20a1e933dc5 (record 5)
call curl --globoff -X 'POST' --url "$LINK_API_HOST"'/sessions' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_1" -H 'Content-Type: application/json' --data-raw '{"options":{"enableUpload":true}}'
TOKEN_2=$(taken 's/.*"sessionKey"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p')

# GET /providers, 200, OK, requestId b495aaa1-2900-4a96-bfb5-847ebdd12c44 (record 9)
call curl --globoff --url "$LINK_API_HOST"'/providers?size=150' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"

# GET /fileTypes, 200, OK, requestId 0c11f4a5-0f71-4f6e-97b8-db4a129df6cc (record 17)
call curl --globoff --url "$LINK_API_HOST"'/fileTypes?size=150' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"

# POST /archives, 200, OK, requestId 27b3c073-d4b5-4570-93e7-128da6a94546 (record 29)
# is not repeated: its body was not kept whole

# GET /archives/u-4b6b7a732df6adfa22d91991ad1a56c5, 200, OK, requestId 7cead4e1-8083-429e-9372-d9c7ecbc0ee3, the last of 6 polls (record 44)
sleep "${PAUSE:-1}"
call curl --globoff --url "$LINK_API_HOST"'/archives/'"$ARCHIVE_1" -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"

# POST /archives, 200, OK, requestId 2d7b5ffc-419e-4264-a166-d5189eb7cb25 (record 57)
# is not repeated: its body was not kept whole

# GET /archives/u-b0147dd5c378d0100eb839fba3fbaf00, 200, OK, requestId 20579b39-c5eb-430e-a4ca-f59b73da63d0, the last of 5 polls (record 70)
sleep "${PAUSE:-1}"
call curl --globoff --url "$LINK_API_HOST"'/archives/'"$ARCHIVE_2" -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"
