"""What a case's rows say, shared by its actions and its queries; whoever calls has demanded."""
