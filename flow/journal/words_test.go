package journal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"winkterm/flow/redact"
)

// wordTypes are the types of api/wire whose constants are words that stay.
var wordTypes = []string{
	"ConnectionStatus", "AccountErrorCode", "ArchiveErrorCode", "ArchiveStatus", "TaskStatus", "TaskType", "MonitorStatus", "CallbackName",
	"EventName", "CloseReason", "Mode", "MFAKind", "Code", "SourceType", "ProviderType", "FieldKind", "FileFormat",
}

// Every word of Smile's that the shapes name is known.
func TestSmilesWordsAreKnown(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../api/wire/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no source is found", err)
	}
	seen := map[string]bool{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, _ := n.(*ast.ValueSpec)
			if spec == nil {
				return true
			}
			if typ, ok := spec.Type.(*ast.Ident); ok && slices.Contains(wordTypes, typ.Name) {
				seen[typ.Name] = true
				checkWords(t, spec.Values)
			}
			return true
		})
	}
	if len(seen) != len(wordTypes) {
		t.Errorf("only %v are found", seen)
	}
}

func checkWords(t *testing.T, values []ast.Expr) {
	t.Helper()
	for _, v := range values {
		literal, ok := v.(*ast.BasicLit)
		if !ok {
			t.Fatalf("%v is no literal", v)
		}
		if word, err := strconv.Unquote(literal.Value); err != nil || !Known(word) {
			t.Errorf("%s is missing in words.go", literal.Value)
		}
	}
}

// A word that is known stays, whatever was learned; another one does not.
func TestOnlyKnownWordsStay(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]bool{"CONNECTED": true, "Login": true, "POST": true, "connected": false, "Login ": false, "correct horse": false} {
		if Known(word) != want {
			t.Errorf("%q is known: %v", word, Known(word))
		}
	}
}

// What is wrong with a webhook stays, whatever a secret is spelt like.
func TestWordsOfWebhooksStay(t *testing.T) {
	t.Parallel()
	j := New(func() time.Time { return time.Unix(1, 0) })
	marks := []string{"duplicate", "out of order", "late", "wrong signature", "missing signature", "not an event"}
	for _, secret := range append(marks, TopicWebhooks, SignatureValid, SignatureUnchecked, "signature", "ACCOUNT_CREATED") {
		j.Redactor().Learn(redact.Secret, secret)
	}
	for _, signature := range []string{SignatureValid, SignatureWrong, SignatureMissing, SignatureUnchecked} {
		d, _ := j.Append(Webhook{Type: "ACCOUNT_CREATED", Marks: marks, Signature: signature, Missing: []string{"TASK_STARTED"}}).Data.(Webhook)
		if !slices.Equal(d.Marks, marks) || d.Signature != signature || d.Missing[0] != "TASK_STARTED" || d.Type != "ACCOUNT_CREATED" {
			t.Errorf("%+v", d)
		}
	}
	if r := j.Append(Note{Topic: TopicWebhooks}); r.Kind != TopicWebhooks {
		t.Error(r.Kind)
	}
}
