#!/bin/sh
# Linking account a-09f8e2c717f6918872e6b8daf5861d66 at sss_ph failed with ACCOUNT_LOCKED, after INVALID_MFA (2×).
# winkterm 1.0, from 2026-11-29T07:30:00.000Z to 2026-11-29T07:30:18.437Z
# masked, by kind:
#   CODE: 1 value in 3 places
#   SECRET: 2 values in 2 places
#   SSN: 1 value in 1 place
#   TOKEN: 2 values in 26 places
#
# It repeats the calls of the session in their order. Set before it runs:
#   API_KEY        the key of the host
#   API_SECRET     its secret
#   SECRET_2       what is masked in record 27, POST /accounts
#   SSN_1          what is masked in record 27, POST /accounts
#   CODE_1         what is masked in record 49, POST /accounts/a-09f8e2c717f6918872e6b8daf5861d66/mfa
#   OPEN_API_HOST  another host than http://127.0.0.1:8970/v1, if that is meant
#   LINK_API_HOST  another host than http://127.0.0.1:8970/link/v1, if that is meant
# A variable stands in a URL or in JSON as it is: escape its value as is needed there.
# PAUSE is how many seconds pass before what was polled is asked for, 1 unless set.

set -eu
OPEN_API_HOST=${OPEN_API_HOST:-'http://127.0.0.1:8970/v1'}
LINK_API_HOST=${LINK_API_HOST:-'http://127.0.0.1:8970/link/v1'}
: "${API_KEY:?set it first}"
: "${API_SECRET:?set it first}"
: "${SECRET_2:?set it first}"
: "${SSN_1:?set it first}"
: "${CODE_1:?set it first}"

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
call curl --globoff -X 'POST' --url "$LINK_API_HOST"'/sessions' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_1" -H 'Content-Type: application/json' --data-raw '{"options":{"enableUpload":false}}'
TOKEN_2=$(taken 's/.*"sessionKey"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p')

# GET /providers, 200, OK, requestId b495aaa1-2900-4a96-bfb5-847ebdd12c44 (record 9)
call curl --globoff --url "$LINK_API_HOST"'/providers?size=150' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"

# GET /providers/sss_ph/login, 200, OK, requestId 0c11f4a5-0f71-4f6e-97b8-db4a129df6cc (record 19)
call curl --globoff --url "$LINK_API_HOST"'/providers/sss_ph/login' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"

# POST /accounts, 201, OK, requestId 27b3c073-d4b5-4570-93e7-128da6a94546 (record 27)
call curl --globoff -X 'POST' --url "$LINK_API_HOST"'/accounts' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2" -H 'Content-Type: application/json' --data-raw '{"providerId":"sss_ph","option":"ssNumber","credentials":{"password":"'"$SECRET_2"'","ssNumber":"'"$SSN_1"'"}}'
ACCOUNT_1=$(taken 's/.*"\(a-[^"]*\)".*/\1/p')

# GET /accounts/a-09f8e2c717f6918872e6b8daf5861d66, 200, OK, requestId 2f8243e4-3570-49d3-b5f4-06d1f2744252, the last of 5 polls (record 45)
sleep "${PAUSE:-1}"
call curl --globoff --url "$LINK_API_HOST"'/accounts/'"$ACCOUNT_1" -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"

# POST /accounts/a-09f8e2c717f6918872e6b8daf5861d66/mfa, 202, OK, requestId 7cead4e1-8083-429e-9372-d9c7ecbc0ee3 (record 49)
call curl --globoff -X 'POST' --url "$LINK_API_HOST"'/accounts/'"$ACCOUNT_1"'/mfa' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2" -H 'Content-Type: application/json' --data-raw '{"code":"'"$CODE_1"'"}'

# GET /accounts/a-09f8e2c717f6918872e6b8daf5861d66, 200, OK, requestId 9f1c08f9-2b63-4a70-aee9-0e1c31a5efed, the last of 4 polls (record 62)
sleep "${PAUSE:-1}"
call curl --globoff --url "$LINK_API_HOST"'/accounts/'"$ACCOUNT_1" -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"

# POST /accounts/a-09f8e2c717f6918872e6b8daf5861d66/mfa, 202, OK, requestId 6d2ce566-f913-43e7-96c0-2bc71b502280 (record 68)
call curl --globoff -X 'POST' --url "$LINK_API_HOST"'/accounts/'"$ACCOUNT_1"'/mfa' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2" -H 'Content-Type: application/json' --data-raw '{"code":"'"$CODE_1"'"}'

# GET /accounts/a-09f8e2c717f6918872e6b8daf5861d66, 200, OK, requestId 962df860-ccf6-424d-a805-f355ebc2a718, the last of 4 polls (record 81)
sleep "${PAUSE:-1}"
call curl --globoff --url "$LINK_API_HOST"'/accounts/'"$ACCOUNT_1" -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"

# POST /accounts/a-09f8e2c717f6918872e6b8daf5861d66/mfa, 202, OK, requestId 23346b41-f17f-4c09-8227-754b97a173d6 (record 87)
call curl --globoff -X 'POST' --url "$LINK_API_HOST"'/accounts/'"$ACCOUNT_1"'/mfa' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2" -H 'Content-Type: application/json' --data-raw '{"code":"'"$CODE_1"'"}'

# GET /accounts/a-09f8e2c717f6918872e6b8daf5861d66, 200, OK, requestId c83d8522-dde6-479c-964e-b7ef912c99d6, the last of 4 polls (record 97)
sleep "${PAUSE:-1}"
call curl --globoff --url "$LINK_API_HOST"'/accounts/'"$ACCOUNT_1" -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"
