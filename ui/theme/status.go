package theme

// Status is the role of an account's or archive's status. A status it does not
// know, which a newer API may send, is plain text.
func (t Theme) Status(status string) Role {
	style, _ := t.status(status)
	return style
}

// StatusText is the sign and the status in its role, "● CONNECTED". The status
// is drawn as it is: clean it first when it comes from the network.
func (t Theme) StatusText(status string) string {
	style, sign := t.status(status)
	return style.Render(sign + " " + status)
}

func (t Theme) status(status string) (Role, string) {
	switch status {
	case "PENDING", "STARTED":
		return t.Info, t.Symbols.Wait
	case "AWAITING_MFA":
		return t.Warning, t.Symbols.Todo
	case "CONNECTED", "ANALYZED":
		return t.Success, t.Symbols.Current
	case "ERROR", "UNSUPPORTED":
		return t.Error, t.Symbols.Fail
	case "DISCONNECTED", "REVOKED":
		return t.Muted, t.Symbols.Off
	}
	return t.Text, t.Symbols.Dot
}
