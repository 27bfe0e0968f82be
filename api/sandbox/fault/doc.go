// Package fault is what a sandbox can be told to do: the table of everything on
// offer, the set of what is armed, which armed fault triggers at which moment, and
// what a fault makes of an HTTP answer. It is data and pure functions around one
// small counting state. It must not know routes, users, accounts or the clock of
// the sandbox, nor speak HTTP: the sandbox tells it of moments and does what the
// triggered faults say.
//
// # The model
//
// A fault has a name, "group.rest" ([Kinds]). It is armed for a moment, triggered at
// once, or either, as its kind says. The moments ([At]) are a request, a login,
// a challenge, the answer to a challenge, an upload and a monthly sync.
//
// Of the faults that are armed ([Set.Arm]) those trigger ([Set.Take]) whose moment
// it is, and of which all that [wire.FaultWhen] sets fits: a fault that wants a
// user does not fit a moment whose user is not known. Then, in the order in which
// they were armed:
//
//   - Each fault that fits counts the moment, whether it triggers or not. With Nth
//     it triggers at that one only, and is gone behind it.
//   - Only one fault triggers per slot, the one that was armed first; a later one
//     waits for the next moment. So "503 once" and "404 once" answer two requests
//     in that order. All moments have one slot, but for a request, which has three:
//     the wait (http.slow), the limit (http.limit) and the answer (all others of
//     http). So a request can be slow and then be refused.
//   - With Chance a hash of the seed, the fault's number and the count of its
//     moments decides. The same seed and the same calls give the same faults, and
//     arming one more does not change how the others fall.
//   - A fault that has triggered Times is gone.
//
// http.limit triggers at every request that it fits, and means that the sandbox is
// to count that request against [RateLimit]. It lasts until it
// is disarmed, whatever its Times.
//
// # What triggered a request
//
// [NewPlan] says what the faults of a request come to. The steps are in this
// order: wait; the rate limit; refuse or cut, before anything is done; do what
// was asked; lose the answer, or spoil it ([Plan.Spoil]).
//
// # The file
//
// [Read] takes faults from YAML, as --faults does. The fields are those of
// [wire.Fault]:
//
//	faults:
//	  # A bad line: every answer takes its time, and one in ten never comes.
//	  - name: http.slow
//	    delay: 200ms
//	    delayMax: 2s
//	  - name: http.lost
//	    when: {chance: 0.1}
//	  # The third look at an account meets a server that is busy for 2 seconds.
//	  - name: http.503
//	    retryAfter: 2s
//	    when:
//	      operation: GET /link/v1/accounts/{id}
//	      nth: 3
//	  # The next login at the SSS finds the account locked; later ones do not.
//	  - name: account.ACCOUNT_LOCKED
//	    times: 1
//	    when: {providerId: sss_ph}
//	  # No list of tasks says how they stand.
//	  - name: http.field
//	    field: status
//	    when: {operation: GET /v1/tasks}
package fault
