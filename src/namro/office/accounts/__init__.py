"""People and access: agencies through time, the posts people hold, and who may do what."""
