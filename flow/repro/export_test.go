package repro

import "encoding/binary"

// Encoded is a code of bytes that may be none, with the check sum that they have.
func Encoded(data []byte) string {
	return prefix + letters.EncodeToString(binary.BigEndian.AppendUint32(data, sum(data)))
}

// Decoded are the bytes of a code without its check sum.
func Decoded(code string) []byte {
	data, err := letters.DecodeString(code[len(prefix):])
	if err != nil {
		panic(err)
	}
	return data[:len(data)-4]
}
