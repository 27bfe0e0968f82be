package compare

import (
	"encoding/json"
	"time"

	"winkterm/api/wire"
	"winkterm/flow"
)

// position is where a walk stands. It is a value: a way that turns out to lead
// nowhere is given up by going on from a copy of before.
type position struct {
	story *story
	state flow.State
	// fresh is what the flow has told since the last goal.
	fresh []Told
	// since is when the last goal was told that the flow has followed.
	since time.Time
	// login and upload are those under way, lived how much of their lives was played.
	login  *login
	upload *upload
	lived  int
	// form is what the next provider asks for.
	form wire.LoginForm
	// failing says that the host answers nothing but failures.
	failing bool
	// tokens and challenges count what the host gave.
	tokens, challenges int
	// accounts and archives are those that widgets before this one left.
	accounts []wire.Account
	archives []wire.Archive
}

// do makes a step of the flow, and answers what it asks.
func (p *position) do(e flow.Event) {
	p.step(e)
	for _, line := range []flow.Slot{flow.SlotUser, flow.SlotToken} {
		for range answersMax {
			call := p.state.Calls.Slots[line]
			reply := p.reply(call.Request)
			if call.Attempt == 0 || call.Held || reply == nil {
				break
			}
			p.step(flow.Answer{Attempt: call.Attempt, Reply: reply})
		}
	}
}

// answersMax is how many calls in a row one event can bring: a token, a session,
// the accounts, the archives and a provider with its form, and room besides.
const answersMax = 10

func (p *position) step(e flow.Event) {
	next, effects, _ := flow.Step(p.state, e) // what is refused leads nowhere
	p.state = next
	for _, effect := range effects {
		switch effect := effect.(type) {
		case flow.ShowPage:
			if data, ok := effect.UIEvent(time.Time{}); ok {
				p.hear(wire.OnUIEvent, data)
			}
		case flow.FireCallback:
			p.hear(effect.Name, effect.Args)
		case flow.Ask, flow.Cancel, flow.RecordStatus, flow.CloseWidget, flow.RecordWidgetCallback, flow.RecordNote:
		}
	}
}

func (p *position) hear(name wire.CallbackName, args any) {
	data, err := json.Marshal(args)
	if err != nil {
		return // plain structs of strings and times do not fail
	}
	p.fresh = append(p.fresh, Read(time.Time{}, name, string(data)))
}

// look is an answer to the poll of the page.
func (p *position) look(r flow.Reply) {
	if p.state.Calls.Slots[flow.SlotPoll].Attempt == 0 {
		p.do(flow.Refreshed{})
	}
	if poll := p.state.Calls.Slots[flow.SlotPoll]; poll.Attempt != 0 {
		p.do(flow.Answer{Attempt: poll.Attempt, Reply: r})
	}
}
