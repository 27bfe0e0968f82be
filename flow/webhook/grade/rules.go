package grade

// Rule is something that a handler of webhooks should do.
type Rule struct {
	// Name is in small letters with dashes. Wanted is what a handler should do, Advice why,
	// and what to do where it does not.
	Name   string `json:"name"`
	Wanted string `json:"wanted"`
	Advice string `json:"advice"`

	// send sends what the rule is about, at least one delivery.
	send func(*job) []answer
	// expect says whether the answers are as they should be, and what they were.
	expect func([]answer) (Verdict, string)
}

// Rules are all of them, in the order in which they are tried.
func Rules() []Rule {
	return []Rule{
		{
			"events", "answers 2xx to every documented event type",
			"What is not answered 2xx is sent again: answer 2xx to types that you do not need, too.", everyType, taken,
		},
		{
			"in-time", "answers within 10 s, better within 3 s",
			"After 10 s a delivery has failed and is sent again: put the event into a queue, answer, and do the work afterwards.", some, inTime,
		},
		{
			"duplicate", "answers 2xx when an event comes a second time",
			"Events come at least once: remember their ids, answer 2xx to one that was there, and do nothing.", twice, taken,
		},
		{
			"wrong-signature", "refuses a wrong signature with 4xx",
			"Anybody could send events: compare all of the header with the hexadecimal HMAC-SHA512 of the body, and answer 401 where it differs.", wrongSignature, refused,
		},
		{
			"missing-signature", "refuses a delivery without signature with 4xx",
			"Anybody could send events: answer 401 where the header Smile-Signature is missing.", unsigned, refused,
		},
		{
			"changed-body", "refuses a body that was changed after it was signed with 4xx",
			"The signature is that of the exact bytes: verify them as they came, before they are parsed.", changed, refused,
		},
		{
			"out-of-order", "answers 2xx when an earlier event comes later",
			"The order is not promised: go by createdAt, or ask the API for the present state.", outOfOrder, taken,
		},
		{
			"unknown-type", "answers 2xx to an event type that it does not know",
			"Types are added in time: answer 2xx to what you do not know, and do nothing.", unknownType, taken,
		},
		{
			"unknown-fields", "answers 2xx to an event with fields that it does not know",
			"Fields are added in time: ignore those that you do not know.", unknownFields, taken,
		},
		{
			"large-payload", "answers 2xx to a payload with 300 items in each list",
			"With includePayload bodies are large: raise the limit for their size, to 5 MB or so.", large, taken,
		},
		{
			"concurrent", "answers 2xx to ten deliveries at once",
			"Events of several users come at the same time: handle them side by side.", tenAtOnce, taken,
		},
		{
			"no-redirect", "answers itself, signed or not, and redirects nowhere",
			"A redirect is not followed: register the address that answers, with its slash at the end, and keep log-in pages away from it.", signedOrNot, noRedirect,
		},
		{
			"short-answer", "answers with 64 KiB at most",
			"Nobody reads more than the status: answer with an empty body.", some, short,
		},
	}
}
