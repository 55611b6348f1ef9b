"""Papers that write themselves (giấy tờ): composed from the plan and its work, checked, issued, and kept."""
