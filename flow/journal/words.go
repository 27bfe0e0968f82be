package journal

import "strings"

// knownWords are the words that Smile's APIs, the SDK and the flow use for statuses, codes,
// pages and the like, as everybody can read them in their documentation. They stay as they
// are where such a word is wanted, whatever a secret happens to be: a password "Login" must
// not take the login pages out of a recording. A word that is missing is found by tests
// here and in flow.
var knownWords = wordSet(`
	account archive invite task open link widget sandbox production ACCOUNT ARCHIVE SANDBOX PRODUCTION
	GET POST PUT PATCH DELETE HEAD OPTIONS

	PENDING AWAITING_MFA CONNECTED ERROR DISCONNECTED
	ACTIVE USER_ACTION_REQUIRED UNSUPPORTED CUSTOMER_DISABLED
	INVITED EMAIL_OPENED LANDING_PAGE_OPENED WINK_WIDGET_OPENED LINKED
	STARTED ANALYZED REVOKED Started Finished
	ACCOUNT_DISABLED ACCOUNT_INACCESSIBLE ACCOUNT_INCOMPLETE ACCOUNT_LOCKED AUTH_REQUIRED EXPIRED_CREDENTIALS
	INVALID_ACCOUNT_TYPE INVALID_AUTH INVALID_CREDENTIALS INVALID_MFA MFA_TIMEOUT SERVICE_UNAVAILABLE SYSTEM_ERROR
	TOS_REQUIRED UNSUPPORTED_AUTH_TYPE UNSUPPORTED_MFA_METHOD MISSING_MANDATORY_FIELD INVALID_FIELD_FORMAT
	OK CREATED INVALID_PARAMETERS INVALID_TOKEN UNAUTHORIZED_ACCESS MISSING_RESOURCE UNSUPPORTED_TYPE
	REQUEST_LIMIT_EXCEEDED SERVER_ERROR UNSUPPORTED_METHOD SERVER_UNAVAILABLE TIME_LIMIT_EXCEEDED
	LINK_ACCOUNT UPDATE_ACCOUNT ANALYZE_ARCHIVE CLASSIFY_ARCHIVE
	none otp choice questions x exit error close
	text email tel password number PDF PNG JPG JPEG GIG GOVERNMENT SYSTEM EMPLOYER CREDENTIAL

	ConsentPageOpened ProviderListPageOpened LoginOptionsPageOpened LoginPageOpened MfaPageOpened
	ConnectSuccessPageOpened AccountRevokePageOpened EmployerSurveyPageOpened FileTypeListPageOpened
	FileTypePageOpened ArchiveSuccessPageOpened RevokeArchivePageOpened
	onAccountCreated onAccountConnected onAccountError onAccountRemoved onUploadsCreated onUploadsRemoved
	onTokenExpired onClose onUIEvent

	Start Consent ProviderList LoginOptions Login EmployerSurvey Connecting MFA ConnectSuccess ConnectError
	AccountRevoke FileTypeList FileType ArchiveStatus ArchiveSuccess RevokeArchive Browser Problem Closed Owner Accounts Invite Data

	Begin OwnerWanted ConsentGiven ConsentDeclined Searched TypeFiltered ProviderChosen OptionChosen Typed Submitted
	ResendWanted RecordChosen AnotherWanted AccountWanted AccountsWanted DataWanted LoginWanted UploadWanted EmployerMissing FileTypeChosen FileAdded FileRemoved
	UploadStopped ArchiveWanted RevokeWanted RevokeConfirmed SyncStopWanted Refreshed Retried Back BrowserWanted
	TokenWanted InviteWanted TemplateChosen TemplateWanted Done Close HostReset
	CreateUser FetchToken FindOwner OpenSession LoadProvider LoadProviders SearchProviders LoadLogin CreateAccount Poll
	SubmitMFA ResendCode Revoke LoadFileTypes CreateArchive LoadData DisableMonitor LaunchWidget RenewWidget LoadInviteTemplates CreateInviteTemplate SendInvite

	ALL_EVENTS USER_CREATED ACCOUNT_CREATED ACCOUNT_CONNECTED ACCOUNT_DISCONNECTED ACCOUNT_FAILED TASK_STARTED
	TASK_FINISHED ACCOUNT_SYNC_TASK_FINISHED ARCHIVE_STARTED ARCHIVE_ANALYZED ARCHIVE_REVOKED ARCHIVE_FAILED
	INVITE_INVITED INVITE_LINKED IDENTITY_ADDED RATING_ADDED TRANSACTIONS_ADDED DOCUMENTS_ADDED DOCUMENTS_UPDATED
	EMPLOYMENTS_ADDED EMPLOYMENTS_UPDATED INCOMES_ADDED INCOMES_UPDATED CONTRIBUTIONS_ADDED CONTRIBUTIONS_UPDATED
	EINCOMES_ADDED EINCOMES_UPDATED LIABILITIES_ADDED LIABILITIES_UPDATED INSIGHT_ADDED LINK_ADDED
	VERIFICATION_STARTED VERIFICATION_COMPLETED RECORD_CREATED RECORD_COMPLETED USER_SESSION_COMPLETED
	USER_SESSION_RESET
	identities ratings documents employments incomes contributions transactions liabilities eincomes insights links

	browser clock end fault host nothing page panic poll status token watching failing paused resumed ended
	webhooks duplicate late valid wrong missing
`, "out of order", "wrong signature", "missing signature", "not an event", "not checked")

// wordSet has the words of a list, and others that have blanks.
func wordSet(list string, others ...string) map[string]bool {
	words := map[string]bool{"": true}
	for _, word := range append(strings.Fields(list), others...) {
		words[word] = true
	}
	return words
}

// Known says whether a word is one of Smile's or of the flow's own.
func Known(word string) bool { return knownWords[word] }
