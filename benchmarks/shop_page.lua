-- Prints what shop_page.py reads: requests a second, p50 and p95 in milliseconds, answers that were no 2xx or 3xx.
done = function(summary, latency, requests)
  local errors = summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("figures %.1f %.3f %.3f %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, errors))
end
