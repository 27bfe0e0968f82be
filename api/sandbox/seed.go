package sandbox

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

// id gives prefix and 32 hexadecimal digits, as Smile's ids look.
func (s seed) id(prefix string, n uint64) string {
	h := s.hash(prefix, n)
	return prefix + hex.EncodeToString(h[:16])
}

// uuid gives a request id.
func (s seed) uuid(n uint64) string {
	h := s.hash("request", n)
	h[6] = h[6]&0x0f | 0x40
	h[8] = h[8]&0x3f | 0x80
	x := hex.EncodeToString(h[:16])
	return x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:]
}

// token gives text that is long enough not to be guessed without the seed.
func (s seed) token(prefix string, n uint64) string {
	h := s.hash("secret "+prefix, n)
	return prefix + hex.EncodeToString(h[:])
}

// between picks a duration from lo up to hi, in milliseconds.
func (s seed) between(kind string, n uint64, lo, hi time.Duration) time.Duration {
	h := s.hash(kind, n)
	span := uint64((hi - lo) / time.Millisecond)
	return lo + time.Duration(binary.BigEndian.Uint64(h[:8])%span)*time.Millisecond
}

// longestWait bounds a wait at a very low speed.
const longestWait = 24 * time.Hour

// scale divides a wait by the speed, which is not negative; see Config.Speed.
func scale(d time.Duration, speed float64) time.Duration {
	if speed == 0 {
		return 0
	}
	scaled := float64(d) / speed
	if scaled > float64(longestWait) {
		return longestWait
	}
	return time.Duration(scaled).Truncate(time.Millisecond)
}
