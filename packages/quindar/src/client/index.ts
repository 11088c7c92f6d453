// quindar: the client.
export {}
