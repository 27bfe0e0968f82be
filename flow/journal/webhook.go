package journal

// LaneWebhook is kept for webhook deliveries. It has no data type in this version,
// so its records are read as Unknown.
const LaneWebhook Lane = "webhook"
