"""Lists as workbooks: whatever a page's table shows, whole, under the official heading."""
