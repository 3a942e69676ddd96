"""An investigator's own records of a case: plan, diary, contacts, exhibits, and their prints."""
