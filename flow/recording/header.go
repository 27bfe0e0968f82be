package recording

import (
	"time"

	"winkterm/api/wire"
)

// Version is that of the files that this program writes. A file of a newer one is read
// as far as it is understood.
const Version = 1

// The commands that record.
const (
	Wizard = "wizard"
	Watch  = "watch"
)

// Header is the first line of a recording.
type Header struct {
	// Recording is the file's version; that it is there tells the file from others.
	Recording int `json:"winktermRecording"`
	// Program is the version of winkterm, Command what ran: Wizard or Watch.
	Program string    `json:"program"`
	Command string    `json:"command"`
	Started time.Time `json:"started"`
	// Host is the authority of the Open API, or empty for the sandbox in the binary.
	Host string `json:"host,omitempty"`
	// Native says that logins happened in the terminal.
	Native bool `json:"native"`
	// Production says that production was allowed.
	Production bool `json:"production,omitempty"`
	// UserID is the user that was asked for, if one was.
	UserID string             `json:"userId,omitempty"`
	Widget wire.WidgetOptions `json:"widget"`
	// Sandbox is what the sandbox in the binary was started with; nil elsewhere.
	Sandbox  *Sandbox `json:"sandbox,omitempty"`
	Terminal Terminal `json:"terminal"`
	// Branched says which recording the session went on from; nil where it began anew.
	Branched *Branch `json:"branchedFrom,omitempty"`
}

// Branch is a moment of another recording: the name of that, and the number of the last
// record that was repeated.
type Branch struct {
	Name string `json:"name"`
	Seq  int    `json:"seq"`
}

// Sandbox is what repeats a sandbox: its flags, with the moment at which its clock began.
type Sandbox struct {
	Seed      uint64    `json:"seed"`
	Speed     float64   `json:"speed"`
	Providers int       `json:"providers,omitempty"`
	Now       time.Time `json:"now"`
	Freeze    bool      `json:"freeze,omitempty"`
	// People and Data are those of one's own; of the people a file has no secret, see
	// MarshalJSON.
	People []wire.Person `json:"people,omitempty"`
	Data   wire.OwnData  `json:"data,omitzero"`
}

// Terminal is where the session was shown, in cells.
type Terminal struct {
	Term   string `json:"term,omitempty"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}
