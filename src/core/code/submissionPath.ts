/** How a message that was refused had come to Exchange Online. */
export type SubmissionPath = 'forwarding' | 'hybrid relay' | 'application or device' | 'direct submission';
