"""The participation record: every act of a member is one entry, and the member sees them all."""
