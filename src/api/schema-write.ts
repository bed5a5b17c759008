/** What programs may change, with a token that may write. */
export const writeSchema = /* GraphQL */ `
  type Mutation {
    createTask(input: CreateTask!): TaskPayload!
    updateTask(id: Int!, input: UpdateTask!): TaskPayload!
    completeTask(id: Int!): TaskPayload!
    deleteTask(id: Int!): TaskPayload!
    "A client has one open deal: made again, the known one is given back with the error OPEN_DEAL."
    createDeal(input: CreateDeal!): DealPayload!
    updateDeal(id: Int!, input: UpdateDeal!): DealPayload!
    "To a stage by its name."
    moveDeal(id: Int!, stage: String!): DealPayload!
    "With an amount it becomes the deal's."
    winDeal(id: Int!, amount: Float): DealPayload!
    loseDeal(id: Int!, reason: String!): DealPayload!
    addComment(about: CommentTarget!, text: String!): CommentPayload!
    "Makes the client of a number, or names the known one."
    createClient(input: CreateClient!): ClientPayload!
    "All of it or nothing."
    updateClient(id: Int!, input: UpdateClient!): ClientPayload!
    "By the rules for customers: hours, step, lead and horizon. Without a master: the first one who is free."
    createBooking(input: CreateBooking!): BookingPayload!
    rescheduleBooking(id: Int!, start: DateTime!, masterId: ID): BookingPayload!
    cancelBooking(id: Int!): BookingPayload!
    "Becomes a card for the business's owners in Telegram."
    requestSupport(input: RequestSupport!): SupportPayload!
  }

  "Why nothing was changed. message is for people who build, not for customers."
  type UserError {
    code: UserErrorCode!
    message: String!
    "The argument it is about."
    field: String
  }

  enum UserErrorCode {
    "There is no such thing in this business, or not any more."
    NOT_FOUND
    "What was given cannot be used."
    INVALID
    "It is over, or somebody else was quicker."
    STATE
    "The client has an open deal."
    OPEN_DEAL
    "The number is another client's."
    TAKEN
    "The number is the business's own."
    OWN_NUMBER
    "The last number of a client stays."
    LAST_NUMBER
    "The master is busy then, or nobody is free."
    BUSY
    "The business is closed then."
    CLOSED
    "The master does not work then, or not on this service."
    NO_MASTER
    "The time is over."
    PAST
    "Nearer than the business allows."
    TOO_SOON
    "Farther than the business allows."
    TOO_FAR
    "Visits begin at other minutes."
    OFF_STEP
    "Only a person of the business may move or cancel it now."
    TOO_LATE
    "Ask again later."
    TOO_MANY
  }

  input CreateTask {
    title: String!
    dueAt: DateTime
    priority: Priority
    "The name of a member; without one it is whoever made the token, or the owner."
    assignee: String
    clientId: Int
    dealId: Int
  }

  input UpdateTask {
    title: String
    "Null takes it away."
    dueAt: DateTime
    priority: Priority
    assignee: String
  }

  type TaskPayload {
    task: Task
    userErrors: [UserError!]!
  }

  input CreateDeal {
    name: String
    amount: Float
    clientId: Int
    phone: String
  }

  "Null takes a field away."
  input UpdateDeal {
    name: String
    amount: Float
    address: String
    visitAt: String
    note: String
  }

  type DealPayload {
    deal: Deal
    userErrors: [UserError!]!
  }

  type CommentPayload {
    comment: Comment
    userErrors: [UserError!]!
  }

  input CreateClient {
    phone: String!
    name: String
  }

  input UpdateClient {
    name: String
    addPhones: [String!]
    removePhones: [String!]
    doNotCall: Boolean
    notClient: Boolean
  }

  type ClientPayload {
    client: Client
    userErrors: [UserError!]!
  }

  input CreateBooking {
    serviceId: ID!
    masterId: ID
    start: DateTime!
    clientId: Int!
    note: String
  }

  type BookingPayload {
    booking: Booking
    userErrors: [UserError!]!
  }

  input RequestSupport {
    "At most 1000 signs."
    text: String!
    "Who asks, or on whose behalf: a name in one line."
    from: String
    clientId: Int
  }

  type SupportPayload {
    accepted: Boolean!
    userErrors: [UserError!]!
  }
`;
