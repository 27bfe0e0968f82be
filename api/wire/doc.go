// Package wire holds the JSON shapes that the clients and the sandbox share.
//
// It is the only room where JSON tags of Smile's shapes stand, so a field has
// one spelling. The Open API shapes follow Smile's published specification
// (version 1.14.0): a type has the name of its schema there, or its comment names
// the schema. The callbacks follow the widget's documentation, and the link shapes
// winkterm's own Link contract (see package link).
//
// It must not import anything of ours, talk to a network, or decide anything:
// shapes, enumerations, and what can be said of one value alone.
package wire
