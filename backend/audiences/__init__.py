"""Who is meant: tags, saved filters, and the one set query that turns a description of people into their ids."""
