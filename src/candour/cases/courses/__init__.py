"""The courses of a case: where each stands, which facts hold, and one engine that takes steps."""
