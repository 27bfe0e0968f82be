// Package invite is the invitations of a sandbox: who was invited, how far they have come,
// and the pages that they come by: the message, which nobody sends and is kept to be seen,
// and the landing page, whose button opens the stand-in of the widget.
//
// An invite wants an invite template that exists (404 otherwise) and keeps it as it was, so
// that it outlives the template. It takes any Wink template, and makes a user of its own.
//
// # Statuses
//
// It is INVITED, then EMAIL_OPENED, LANDING_PAGE_OPENED and WINK_WIDGET_OPENED as the pages
// are opened, LINKED once its user has an account CONNECTED, and REVOKED by the control,
// for which the Open API has no operation. It only moves on: what comes before its status,
// such as the landing page opened once more, changes nothing. Each status is kept with its
// moment. Of webhooks there are INVITE_INVITED and INVITE_LINKED alone. Until it is LINKED
// linkedAt is null, as the documentation has it, though the schema wants a time.
//
// The link opens any number of times within 14 days. It has a token of its own, which is
// never logged; no page is shown without it but the message, which the control guards.
//
// # What it must not do
//
// It sends nothing, and links nothing: that is the widget's, with a link token that it is
// given here. What templates and people are called is text on the pages, never HTML, and a
// page loads nothing from elsewhere.
package invite
