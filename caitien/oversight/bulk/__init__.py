"""Files by the hundred (nhập hàng loạt): unpacked within bounds, read as jobs, each matched to its school or asked."""
