/** Visits, dialogues and deliveries. */
export const talkSchema = /* GraphQL */ `
  enum BookingStatus {
    booked
    confirmed
    cancelled
    completed
    no_show
  }

  input BookingFilter {
    "Begins at or after it."
    from: DateTime
    "Begins before it."
    to: DateTime
    statuses: [BookingStatus!]
    masterId: ID
    serviceId: ID
    clientId: Int
  }

  type BookingConnection {
    nodes: [Booking!]!
    pageInfo: PageInfo!
  }

  type Booking {
    id: Int!
    status: BookingStatus!
    serviceId: ID!
    service: String!
    masterId: ID!
    master: String!
    start: DateTime!
    end: DateTime!
    price: Price!
    client: Client
    "telegram, whatsapp, person, import"
    channel: String!
    note: String
    createdAt: DateTime!
  }

  type Price {
    "In major units."
    amount: Float!
    currency: String!
    "fixed; from: the sum may be higher."
    kind: String!
  }

  type Service {
    id: ID!
    name: String!
    durationMinutes: Int!
    price: Price!
  }

  type Master {
    id: ID!
    name: String!
    services: [ID!]!
  }

  type Slot {
    masterId: ID!
    start: DateTime!
    end: DateTime!
  }

  type ConversationConnection {
    nodes: [Conversation!]!
    pageInfo: PageInfo!
  }

  type Conversation {
    id: Int!
    "telegram, whatsapp"
    channel: String!
    name: String
    client: Client
    "Who answers: agent, human."
    mode: String!
    "greeting, service_inquiry, booking, pricing, confirmation, goodbye"
    state: String!
    language: String!
    "Why a person answers."
    reason: String
    takenBy: String
    openedAt: DateTime!
    lastAt: DateTime!
    closedAt: DateTime
    "The last ones, in their order."
    messages(last: Int = 20): [Message!]!
  }

  type Message {
    "customer, agent, operator"
    author: String!
    kind: String!
    text: String!
    at: DateTime!
  }

  type WebhookLogConnection {
    nodes: [WebhookLog!]!
    pageInfo: PageInfo!
  }

  type WebhookLog {
    id: Int!
    webhookId: ID!
    attempt: Int!
    at: DateTime!
    event: String!
    status_code: Int
    response_time_ms: Int!
    is_success: Boolean!
    payload: String
    response: String
    error_message: String
  }

  type Subscription {
    """
    What happens from now on, or after a sequence number without gap or double. Patterns are names of events and wildcards as webhooks take them: deal.won, deal.*, *.created, *. None: every event.
    """
    events(patterns: [String!], after: Int): Event!
  }

  "The envelope of outbound webhooks; sequence is the business's own."
  type Event {
    id: ID!
    event: String!
    "Unix seconds."
    timestamp: Int!
    business_id: ID!
    sequence: Int!
    data: JSON!
  }
`;
