/** What programs may ask for. */
export const readSchema = /* GraphQL */ `
  """
  ISO 8601. Given with the business's own offset: 2026-11-21T14:35:00+02:00. Taken with any offset; without one it is the business's wall time.
  """
  scalar DateTime

  """
  Any JSON value.
  """
  scalar JSON

  type Query {
    business: Business!
    calls(first: Int = 25, after: String, filter: CallFilter): CallConnection!
    call(id: Int!): Call
    clients(first: Int = 25, after: String, text: String): ClientConnection!
    client(id: Int!): Client
    deals(
      first: Int = 25
      after: String
      status: DealStatus
      stage: String
      clientId: Int
    ): DealConnection!
    deal(id: Int!): Deal
    stages: [Stage!]!
    tasks(
      first: Int = 25
      after: String
      status: TaskStatus
      priority: Priority
      clientId: Int
      dealId: Int
    ): TaskConnection!
    task(id: Int!): Task
    comments(first: Int = 25, about: CommentTarget!): [Comment!]!
    bookings(first: Int = 25, after: String, filter: BookingFilter): BookingConnection!
    booking(id: Int!): Booking
    services: [Service!]!
    masters: [Master!]!
    "Times that a customer could book on a day (YYYY-MM-DD), at most 100."
    freeSlots(serviceId: ID!, masterId: ID, day: String!): [Slot!]!
    conversations(first: Int = 25, after: String, open: Boolean): ConversationConnection!
    conversation(id: Int!): Conversation
    "Attempts to deliver events to the business's webhooks, the latest first."
    webhook_logs(
      first: Int = 25
      after: String
      webhookId: ID
      event: String
      is_success: Boolean
    ): WebhookLogConnection!
  }

  type PageInfo {
    hasNextPage: Boolean!
    "Give it as after to get the next page."
    endCursor: String
  }

  type Business {
    id: ID!
    name: String!
    timezone: String!
    currency: String!
    language: String!
    country: String!
  }

  enum CallDirection {
    in
    out
  }

  enum CallEnd {
    answered
    "Somebody called and nobody of the business talked."
    missed
    "The business called and nobody talked."
    unreached
  }

  input CallFilter {
    direction: CallDirection
    end: CallEnd
    "E.164 of the business's own number."
    line: String
    "Who talked or called."
    extension: String
    "A name, or the last digits of a number."
    text: String
    from: DateTime
    "Not included."
    to: DateTime
  }

  type CallConnection {
    nodes: [Call!]!
    pageInfo: PageInfo!
  }

  type Call {
    id: Int!
    provider: String!
    providerCallId: String!
    direction: CallDirection!
    "Null while it runs: answered, missed, busy, no_answer, failed, unknown."
    outcome: String
    "Null when the caller hid it."
    phone: String
    name: String
    client: Client
    line: String
    answeredBy: Employee
    lastBy: Employee
    startedAt: DateTime!
    answeredAt: DateTime
    endedAt: DateTime
    ringSeconds: Int
    talkSeconds: Int
    transferred: Boolean!
    recorded: Boolean!
    transcript: [Turn!]!
    "The fields of the event call.analyzed; null while there is none."
    analysis: JSON
  }

  type Employee {
    extension: String!
    name: String
  }

  type Turn {
    "employee, client, unknown"
    speaker: String!
    startSecond: Float!
    endSecond: Float!
    text: String!
  }

  type ClientConnection {
    nodes: [Client!]!
    pageInfo: PageInfo!
  }

  type Client {
    id: Int!
    name: String
    phones: [String!]!
    note: String
    doNotCall: Boolean!
    "Known, but no deals and no follow-ups come of their calls."
    notClient: Boolean!
    createdAt: DateTime!
  }

  enum DealStatus {
    open
    won
    lost
  }

  type Stage {
    name: String!
  }

  type DealConnection {
    nodes: [Deal!]!
    pageInfo: PageInfo!
  }

  type Deal {
    id: Int!
    name: String!
    status: DealStatus!
    "Null in one that is over."
    stage: String
    "In major units."
    amount: Float
    currency: String!
    client: Client
    phone: String
    note: String
    address: String
    "When the client comes, on the business's wall: YYYY-MM-DD or YYYY-MM-DDTHH:MM."
    visitAt: String
    "Why it was lost."
    reason: String
    createdAt: DateTime!
    updatedAt: DateTime!
    closedAt: DateTime
  }

  enum TaskStatus {
    pending
    completed
  }

  enum Priority {
    low
    medium
    high
  }

  type TaskConnection {
    nodes: [Task!]!
    pageInfo: PageInfo!
  }

  type Task {
    id: Int!
    title: String!
    status: TaskStatus!
    priority: Priority!
    dueAt: DateTime
    assignee: String
    client: Client
    deal: Deal
    createdAt: DateTime!
    completedAt: DateTime
  }

  "Exactly one of them."
  input CommentTarget {
    callId: Int
    clientId: Int
    dealId: Int
    taskId: Int
  }

  type Comment {
    id: Int!
    text: String!
    author: String!
    createdAt: DateTime!
    editedAt: DateTime
  }
`;
