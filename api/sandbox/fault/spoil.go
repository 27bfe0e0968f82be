package fault

import "bytes"

// Unheard is the value that http.enum puts where one of an enumeration was.
const Unheard = "UNHEARD_OF"

// page is what a login page of a network answers in place of the server.
const page = `<!DOCTYPE html>
<html><head><title>Sign in to this network</title></head>
<body><h1>Sign in to this network</h1><p>Open a browser to go on.</p></body></html>
`

// Spoilt is an answer as it is to be sent.
type Spoilt struct {
	// Status replaces the answer's own, unless it is 0.
	Status      int
	ContentType string
	Body        []byte
	// Length is for the header Content-Length. When Body is shorter, the
	// connection is to be cut behind it.
	Length int
}

// Spoil gives the answer in place of body, which is an envelope in JSON, and is not
// changed itself. It is false, and the answer as it was, when there was nothing to
// spoil: no such field, or no body.
func (p Plan) Spoil(body []byte) (Spoilt, bool) {
	s, changed := Spoilt{ContentType: "application/json", Body: body, Length: len(body)}, true
	switch string(p.spoils.Name) {
	case string(Half):
		s.Body = body[:len(body)/2]
		return s, len(body) > 0
	case string(Broken):
		// Behind { only a name or } may stand, so every reader stumbles.
		s.Body = append([]byte("{,"), bytes.TrimPrefix(body, []byte("{"))...)
	case string(HTML):
		s.Status, s.ContentType, s.Body = 200, "text/html; charset=utf-8", []byte(page)
	case string(Enum):
		s.Body, changed = changeField(body, p.fields(), unhear)
	case string(Field):
		s.Body, changed = changeField(body, p.fields(), leaveOut)
	default:
		return s, false
	}
	s.Length = len(s.Body)
	return s, changed
}

// fields are the ones to look for; the first that is there is spoilt. Without one
// that was asked for, they are the telling ones of the answers.
func (p Plan) fields() []string {
	if p.spoils.Field != "" {
		return []string{p.spoils.Field}
	}
	if p.spoils.Name == Field {
		return []string{"id", "user.id", "sessionKey", "options"}
	}
	return []string{
		"connectionStatus", "status", "state.status", "verificationStatus", "resultCode",
		"type", "mode", "token.mode", "mfa.kind", "documentType", "exportExtensionType",
		"fileType", "currency", "frequency", "gender", "metadata.sourceType",
	}
}
