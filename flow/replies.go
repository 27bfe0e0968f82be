package flow

// answer finds the slot that waits for the reply; late and foreign ones are
// dropped.
func (r *reducer) answer(a Answer) {
	slot, ok := r.Calls.find(a.Attempt)
	if !ok {
		r.note("late answer", "dropped %T: nobody waits for attempt %d any more", a.Reply, a.Attempt)
		return
	}
	call := r.Calls.Slots[slot]
	if !goesOn(a.Reply) {
		r.Calls.release(slot)
	}
	switch reply := a.Reply.(type) {
	case Failed:
		r.failed(slot, call, reply.Failure)
	case TokenReady:
		renewing{r}.received(slot, reply)
	case OwnerFound:
		starting{r}.ownerFound(reply)
	case SessionOpened:
		renewing{r}.opened(slot, reply)
	case ProviderLoaded:
		starting{r}.provider(reply)
	case ProvidersArrived:
		r.Catalogue.arrived(slot, reply)
	case LoginLoaded:
		choosing{r}.loaded(reply)
	case AccountCreated:
		linking{r}.created(reply)
	case AnswerAccepted:
		linking{r}.accepted(call, reply)
	case Agreed:
		r.resume()
	case WidgetLaunched:
		r.Browser.URL = reply.URL
		r.resume()
	case FileTypesLoaded:
		uploading{r}.typesLoaded(reply)
	case UploadProgress:
		r.Calls.Upload = reply.Progress
	case ArchiveCreated:
		uploading{r}.created(reply)
	case InviteTemplatesLoaded:
		inviting{r}.loaded(reply)
	case InviteSent:
		inviting{r}.sent(reply)
	case DataArrived:
		reading{r}.arrived(reply)
	case AccountSeen, SyncSeen, ArchiveSeen, InviteSeen, UserSeen:
		r.polled(call, reply)
	}
}

// polled takes what a poll read, and polls on where something is to come.
func (r *reducer) polled(c Call, reply Reply) {
	poll, _ := c.Request.(Poll)
	r.Calls.PollFailures = 0
	switch reply := reply.(type) { //nolint:gochecksumtype // the others do not answer a poll
	case AccountSeen:
		linking{r}.follow(poll, reply.Account)
	case SyncSeen:
		linking{r}.synced(poll, reply)
	case ArchiveSeen:
		uploading{r}.follow(poll, reply.Archive)
	case InviteSeen:
		inviting{r}.polled(poll, reply)
	case UserSeen:
		browsing{r}.polled(poll, reply)
		if r.origin() == Start {
			starting{r}.openWidget()
		}
	}
}

// goesOn says that more answers follow to the same call.
func goesOn(r Reply) bool {
	if arrived, ok := r.(ProvidersArrived); ok {
		return !arrived.Last
	}
	if arrived, ok := r.(DataArrived); ok {
		return !arrived.Last
	}
	_, sending := r.(UploadProgress)
	return sending
}
