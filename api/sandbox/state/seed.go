package state

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"time"
)

// seed makes the same ids and waits for the same calls. Each kind of thing has
// numbers of its own, so how often a client polls does not change the next
// account's id.
type seed uint64

func (s seed) hash(kind string, n uint64) [sha256.Size]byte {
	buf := binary.BigEndian.AppendUint64(nil, uint64(s))
	buf = binary.BigEndian.AppendUint64(buf, n)
	return sha256.Sum256(append(buf, kind...))
}

// uuid is a request id.
func (s seed) uuid(n uint64) string {
	h := s.hash("request", n)
	h[6] = h[6]&0x0f | 0x40
	h[8] = h[8]&0x3f | 0x80
	x := hex.EncodeToString(h[:16])
	return x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:]
}

// ID is the n-th id of a kind: prefix and 32 hexadecimal digits, as Smile's look.
func (tx *Tx) ID(prefix string, n uint64) string {
	h := tx.st.seed.hash(prefix, n)
	return prefix + hex.EncodeToString(h[:16])
}

// Token is an id that is long enough not to be guessed without the seed.
func (tx *Tx) Token(prefix string, n uint64) string {
	h := tx.st.seed.hash("secret "+prefix, n)
	return prefix + hex.EncodeToString(h[:])
}

// Wait is the simulated wait of the n-th thing of a kind: from lo up to hi, in
// milliseconds, divided by the speed.
func (tx *Tx) Wait(kind string, n uint64, lo, hi time.Duration) time.Duration {
	h := tx.st.seed.hash(kind, n)
	span := uint64((hi - lo) / time.Millisecond)
	return tx.Scale(lo + time.Duration(binary.BigEndian.Uint64(h[:8])%span)*time.Millisecond)
}

// longestWait bounds a wait at a very low speed.
const longestWait = 24 * time.Hour

// Scale divides a wait by the speed; at a speed of 0 there are no waits.
func (tx *Tx) Scale(d time.Duration) time.Duration {
	if tx.st.speed == 0 {
		return 0
	}
	scaled := float64(d) / tx.st.speed
	if scaled > float64(longestWait) {
		return longestWait
	}
	return time.Duration(scaled).Truncate(time.Millisecond)
}
