package flow

import "reflect"

// The tables of the codecs, for the test that looks for forgotten types.
func EventTypes() map[string]reflect.Type   { return eventCodec }
func ReplyTypes() map[string]reflect.Type   { return replyCodec }
func RequestTypes() map[string]reflect.Type { return requestCodec }
func EffectTypes() map[string]reflect.Type  { return effectCodec }

var (
	MarshalReply   = replyCodec.marshal
	UnmarshalReply = replyCodec.unmarshal
)
