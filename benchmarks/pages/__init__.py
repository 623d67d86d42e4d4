"""How fast the pages answer with hundreds of thousands of documents."""
