"""Work as plain values (công việc): sentences that set someone to work, states, what the papers call them."""
