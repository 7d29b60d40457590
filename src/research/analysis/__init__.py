"""Tables -> measures: small result tables, each made by a plain function."""
