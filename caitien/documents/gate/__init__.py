"""What lets files in (cửa nhận tệp): what a file really is, whether it is safe, how an old kind becomes a new one."""
