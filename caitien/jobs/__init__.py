"""Background work (việc nền): what takes longer than a page may, done by workers beside the web server."""
