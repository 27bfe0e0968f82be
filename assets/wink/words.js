// What codes, types and values are called on the pages.

const PROVIDER_TYPES = new Map([
  ['GIG', 'Gig Platform'], ['GOVERNMENT', 'Govt Service'], ['SYSTEM', 'System'], ['EMPLOYER', 'Employer'], ['CREDENTIAL', 'Credential'],
]);

// Statuses in the words of the user; what is not named here is shown as it is.
const STATUS_WORDS = new Map([
  ['PENDING', 'Being connected'], ['AWAITING_MFA', 'Waiting for your code'], ['CONNECTED', 'Connected'], ['ERROR', 'Not working'], ['DISCONNECTED', 'Revoked'],
  ['STARTED', 'Being read'], ['ANALYZED', 'Read'], ['UNSUPPORTED', 'Cannot be read'], ['REVOKED', 'Revoked'],
]);

const SYNC_WORDS = new Map([
  ['ACTIVE', 'Every month'], ['USER_ACTION_REQUIRED', 'Waits until you log in again'], ['CUSTOMER_DISABLED', 'Switched off'], ['UNSUPPORTED', 'Once'],
]);

// What continuous data sync reads again.
const SYNCED_KINDS = ['IDENTITIES', 'EMPLOYMENTS', 'DOCUMENTS', 'CONTRIBUTIONS', 'LIABILITIES', 'INCOMES'];

// What a status makes of the picture of what it is about.
const OUTCOMES = new Map([
  ['CONNECTED', 'good'], ['ANALYZED', 'good'], ['ERROR', 'bad'], ['UNSUPPORTED', 'bad'], ['DISCONNECTED', 'gone'], ['REVOKED', 'gone'],
]);

function statusText(status) {
  return STATUS_WORDS.get(status) ?? status;
}

/** explained is what is said about the code of an account or an archive. */
function explained(kind, code) {
  return EXPLANATIONS.find((e) => e.kind === kind && e.code === code) ??
    { title: 'The host gave a code that is not known here', endUserSees: '', retryText: '' };
}

/** sentence makes a text that somebody else wrote one: capital first, stop last. */
function sentence(text) {
  const stop = /[.!?]$/.test(text) ? '' : '.';
  return text.charAt(0).toUpperCase() + text.slice(1) + stop;
}

function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1 << 20) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / (1 << 20)).toFixed(1)} MB`;
}

/** leftText is a time that is left, in minutes and seconds. */
function leftText(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** timeText is a moment as the user's own place writes it. */
function timeText(moment) {
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) ? '' : at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

// The order in which one reads a document; what is not named here follows.
const VALUES_FIRST = [
  'employeeName', 'fullName', 'firstName', 'middleName', 'lastName', 'employerName', 'position', 'payDate', 'issueDate', 'startDate', 'endDate',
  'currency', 'grossAmount', 'baseAmount', 'netAmount',
];

const VALUE_NAMES = new Map([
  ['ssNumber', 'SS number'], ['philHealthNumber', 'PhilHealth number'], ['pagIbigNumber', 'Pag-IBIG number'],
]);

/** valueLabel makes words of a field's name: payDate is "Pay date". */
function valueLabel(name) {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return VALUE_NAMES.get(name) ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** valuePairs are the values that were read off a document, for facts. */
function valuePairs(values) {
  const rank = (name) => (VALUES_FIRST.indexOf(name) + VALUES_FIRST.length + 1) % (VALUES_FIRST.length + 1);
  return Object.entries(values)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => [valueLabel(name), valueText(value)]);
}

function valueText(value) {
  if (value === null) return 'not found';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
