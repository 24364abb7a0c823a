"""Settings, addresses and the doors for servers: what ties the apps into one site."""
