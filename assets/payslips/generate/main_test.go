package main

import (
	"bytes"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"strings"
	"testing"

	"winkterm/assets"
)

func TestTheSamplesAreWhatIsDrawn(t *testing.T) {
	t.Parallel()
	for _, p := range assets.Payslips() {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			drawn, err := file(p)
			if err != nil {
				t.Fatal(err)
			}
			again, err := file(p)
			if err != nil || !bytes.Equal(drawn, again) {
				t.Errorf("drawn twice it differs: %v", err)
			}
			if !alike(t, drawn, p.Content()) {
				t.Error("the file is not what its data says, run: go generate ./assets")
			}
		})
	}
}

// alike compares bytes, and pixels where another version of an encoder may have
// written other bytes.
func alike(t *testing.T, a, b []byte) bool {
	t.Helper()
	if bytes.Equal(a, b) {
		return true
	}
	imgA, _, errA := image.Decode(bytes.NewReader(a))
	imgB, _, errB := image.Decode(bytes.NewReader(b))
	if errA != nil || errB != nil || imgA.Bounds() != imgB.Bounds() {
		return false
	}
	const tolerance = 6 << 8
	for y := range imgA.Bounds().Dy() {
		for x := range imgA.Bounds().Dx() {
			rA, _, _, _ := imgA.At(x, y).RGBA()
			rB, _, _, _ := imgB.At(x, y).RGBA()
			if max(rA, rB)-min(rA, rB) > tolerance {
				return false
			}
		}
	}
	return true
}

func TestEveryCharacterCanBeDrawn(t *testing.T) {
	t.Parallel()
	for _, p := range assets.Payslips() {
		layOut(p, checker{t})
	}
}

// checker is a sheet that looks at the text alone.
type checker struct{ t *testing.T }

func (c checker) write(_, _ float64, _ style, text string) {
	for _, r := range text {
		if _, ok := drawings[r]; !ok && r != ' ' {
			c.t.Errorf("%q: there is no letter %q", text, r)
		}
	}
}
func (c checker) width(style, string) float64                  { return 0 }
func (c checker) fill(float64, float64, float64, float64, ink) {}

func TestMoney(t *testing.T) {
	t.Parallel()
	for amount, want := range map[float64]string{
		0: "0.00", 13.5: "13.50", 999.99: "999.99", 1000: "1,000.00", 12450000: "12,450,000.00",
	} {
		if got := money(amount); got != want {
			t.Errorf("%f is %q, want %q", amount, got, want)
		}
	}
}

func TestPackBits(t *testing.T) {
	t.Parallel()
	for _, row := range []string{"", "a", "aa", "abc", "abbbc", strings.Repeat("x", 300), strings.Repeat("xy", 300)} {
		var got []byte
		for in := packed([]byte(row)); len(in) > 0; {
			n := int(int8(in[0]))
			if n >= 0 {
				got = append(got, in[1:n+2]...)
				in = in[n+2:]
				continue
			}
			got = append(got, bytes.Repeat(in[1:2], 1-n)...)
			in = in[2:]
		}
		if string(got) != row {
			t.Errorf("%q came back as %q", row, got)
		}
	}
}
