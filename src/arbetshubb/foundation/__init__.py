"""What every room stands on: organisations, people who sign in, audit, outbox and jobs."""
