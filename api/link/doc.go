// Package link is the client of the Link contract, version 1: what happens
// between a user who links an account or uploads documents and the host that
// does it.
//
// The contract is winkterm's own. Smile's widget talks to a back end whose
// contract is not public, and nothing here guesses at it: a host that speaks
// this contract is the sandbox in the binary, another winkterm's sandbox, or a
// gateway that someone writes to it. openapi.yaml beside this file says the
// same for tools; the operations that methods name are its own, and those of
// [api.Shared] the Open API's.
//
// # Envelope and errors
//
// Every answer is the Open API's envelope {code, message, requestId, data} with
// its codes:
//
//	400 INVALID_PARAMETERS       a body or query that does not fit
//	401 INVALID_TOKEN            the link token or session key is unknown, spent or expired
//	403 UNAUTHORIZED_ACCESS      a login at a provider that is not enabled for the tenant, or an
//	                             upload in a session without it
//	404 MISSING_RESOURCE         no such provider in this session, or account or archive of this user
//	429 REQUEST_LIMIT_EXCEEDED   too many requests; Retry-After says how long to wait
//	500 SERVER_ERROR, 503 SERVER_UNAVAILABLE, 504 TIME_LIMIT_EXCEEDED
//
// That a login or a code is wrong is no error of a call: the account says it. Nor
// is that a document cannot be analysed: the archive says it.
//
// # Browsers
//
// A host that wants the widget's stand-in to work with it answers preflights and
// allows any origin: nothing but the bearer's key says who calls, so no browser
// adds a right by itself. It should let pages read Retry-After and Date.
//
// # Sessions
//
//	POST /sessions {options}     Authorization: Bearer <link token>
//	201 {sessionKey, userId, mode, expiresAt, template}
//
// The link token comes from POST /users or POST /tokens of the Open API and is
// spent by this call; a second use is 401 INVALID_TOKEN. All other calls carry
// Authorization: Bearer <sessionKey>, until expiresAt. The options are the
// widget's, see wire.WidgetOptions, and hold for the whole session.
//
// # Providers
//
//	GET /providers               the queries and the page of the Open API's list
//	GET /providers/{id}          one provider
//	GET /providers/{id}/login    {options: [{id, label, fields}], mfa: {kind}, socialSecurity}
//
// Only what the session's options allow is listed and found. The login form
// names one or more ways to log in; each field has a name, a label, a kind
// (text, email, tel, password, number), required, a pattern and a hint. An
// employer without live connection has no option, and names in socialSecurity
// the provider of the social security record that stands in for it, if there is
// one.
//
// # Accounts
//
//	POST /accounts {providerId, option, credentials}   201 the account, PENDING
//	GET /accounts/{id}                                 the account as it stands
//	DELETE /accounts/{id}                              200, the account becomes DISCONNECTED
//
// The account is the Open API's Account. It goes from PENDING to CONNECTED or
// ERROR, by way of AWAITING_MFA where the provider asks for more; the client
// polls it. Credentials are an object of field names and what was typed.
//
// # Challenges
//
// While an account is AWAITING_MFA it carries challenge {id, kind, prompt,
// sentTo, length, choices, questions, expiresAt, attemptsLeft, lastError}. Two
// questions of one account differ in id: a choice of the channel and the code
// that follows, or a code and the one that is sent again.
//
//	POST /accounts/{id}/mfa          {code} · {choice} · {answers}, as the kind asks
//	202 the account, PENDING while the provider checks; a wrong answer leads back
//	    to AWAITING_MFA with lastError INVALID_MFA and one attempt less, and the
//	    last one to ERROR
//	POST /accounts/{id}/mfa/resend   202 the account with a new challenge
//
// An answer to an account that asks nothing is 400 INVALID_PARAMETERS. A
// challenge that passes expiresAt ends the account in ERROR with MFA_TIMEOUT.
//
// # Archives
//
//	GET /fileTypes           the queries and the page of the Open API's list
//	POST /archives {userId, fileType, rawFiles: [{fileExtensionType, fileSubtype, fileName, fileContent}]}
//	                         200 the archive, STARTED
//	GET /archives/{id}       the archive as it stands
//	DELETE /archives/{id}    200, the archive becomes REVOKED
//
// File types, requests and archives are the Open API's, with providerId
// user-provided. userId may be left out, for the archive is the session's user's;
// the id of somebody else is 400 INVALID_PARAMETERS. fileType may be left out or
// null, and then the host finds out what it is. fileContent is base64 of at most
// 15 MB; a fileType that is not listed, no file, an empty one, a larger one and
// content that is not what fileExtensionType says are 400 INVALID_PARAMETERS. The
// archive goes from STARTED to ANALYZED, UNSUPPORTED or ERROR; the client polls
// it.
//
// In a session without the option enableUpload the list of file types is empty
// and an upload is 403 UNAUTHORIZED_ACCESS.
//
// The package must not know the sandbox, the flow or the screen, and keeps no
// credential and no file: they pass through in the body of one call.
package link
