// Package browser serves the page that hosts Smile's Wink widget in a browser,
// and reports what happens in it: every callback as flow.WidgetCallback, and the
// state of the page as flow.WidgetPage. It opens a browser, and helps where
// none can be: the line that forwards the port, and a QR code.
//
// It decides nothing, calls neither API, draws nothing in the terminal and does
// not know the API key. It must not import api, api/sandbox, flow/driver or the
// screens.
//
// # What goes between the page and the terminal
//
// All paths begin with a random one of the launch. Posts are JSON and carry the
// page's own origin; all but claim carry the key of the session as a bearer token.
//
//	GET  /           the page, with a secret that is good for one claim
//	POST /claim      {secret} → {key, script, options, userToken}
//	POST /listen     {heard, hello} → {n, what}, an order; held while there is none
//	POST /renew      {order} → {userToken}, once the order "renew" was given
//	POST /callbacks  {items, leaving} → {have}
//
// A claim begins a session: one load of the page in one browser. The newest session
// has the widget; the one before is ordered to say that it has moved, and may
// still deliver what it has. The orders are "renew", "moved" and "bye".
//
// Items are numbered from 1 within a session. The terminal takes them in order,
// drops numbers that it has had, and answers the highest that it has; the page
// keeps an item until its number is answered, and sends again what was not. What
// comes after a gap is left for the page to send once more. A page that leaves
// sends what it has along with leaving.
//
// # What keeps it safe
//
// It listens on loopback unless Config.Exposed is set. A browser is opened at a
// ticket, which leads to the random path one time, for its command line can be read
// by others. Only requests for the listener's own names are answered, which keeps
// out names that were rebound; posts from another origin are refused, and no answer
// allows any. A policy lets the page load the widget's script and talk to Smile, and
// nothing else. The link token is handed out in the answer to a claim or a renewal
// and stands nowhere else; every answer forbids caching.
package browser
