package driver_test

import (
	"io"
	"math/rand"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"

	"winkterm/api"
	"winkterm/api/sandbox"
	"winkterm/api/wire"
)

// uploadHeap is what sending the largest file may cost above idle, in bytes.
const uploadHeap = 4 << 20

// The largest file goes through the client, a real connection and the sandbox.
// Not parallel, for it looks at the heap of all that runs.
func TestTheLargestFileGoesThroughInFewMegabytes(t *testing.T) {
	running, err := sandbox.Listen(t.Context(), sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = running.Close(t.Context()) }()
	client, err := api.New(api.Config{BaseURL: running.OpenAPI(), Key: sandbox.DefaultKey, Secret: sandbox.DefaultKey})
	if err != nil {
		t.Fatal(err)
	}
	user, err := client.CreateUser(t.Context(), wire.UserRequest{})
	if err != nil {
		t.Fatal(err)
	}
	kind := "PAYSLIP"
	runtime.GC()
	idle, most := heap(), uint64(0)
	archive, err := client.CreateArchive(t.Context(), api.Upload{
		UserID: user.User.ID, FileType: &kind,
		Files: []api.UploadFile{{Name: "large.pdf", Subtype: kind, Format: wire.FormatPDF, Size: wire.FileLimit, Open: largePDF}},
	}, func(int64, int64) { most = max(most, heap()) })
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.RawFiles) != 1 || archive.RawFiles[0].Size != wire.FileLimit>>10 {
		t.Errorf("the host has %+v", archive.RawFiles)
	}
	grown := most - min(most, idle)
	t.Logf("%.2f MiB above idle", float64(grown)/(1<<20))
	if grown > uploadHeap {
		t.Errorf("sending it cost %.1f MiB", float64(grown)/(1<<20))
	}
}

// largePDF is a document of the largest size that is made as it is read.
func largePDF() (io.ReadCloser, error) {
	const head = "%PDF-1.7\n"
	noise := io.LimitReader(rand.New(rand.NewSource(1)), wire.FileLimit-int64(len(head)))
	return io.NopCloser(io.MultiReader(strings.NewReader(head), noise)), nil
}

func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
