-- For wrk: asks for every address in turn, and looks at each answer. A body must be, byte for byte, a file of one of the
-- releases; load.py writes the list of addresses and the folders of the releases into the environment.
local folders, paths = {}, {}
for folder in os.getenv("LOAD_RELEASES"):gmatch("[^:]+") do table.insert(folders, folder) end
for path in io.lines(os.getenv("LOAD_PATHS")) do table.insert(paths, path) end

local whole = {}
for number, folder in ipairs(folders) do
  for _, path in ipairs(paths) do
    local file = assert(io.open(folder .. path, "rb"))
    local body = file:read("*a")
    file:close()
    -- A file that all releases share tells nothing of the release, but is whole.
    whole[body] = (whole[body] and whole[body] ~= number) and 0 or number
  end
end

local threads = {}
function setup(thread) table.insert(threads, thread) end

local asked = math.random(#paths)
good, strange, refused, shared = 0, 0, 0, 0
of_release = ""
local counts = {}

function request()
  asked = asked % #paths + 1
  return wrk.format("GET", paths[asked])
end

function response(status, headers, body)
  local release = whole[body]
  if status ~= 200 then
    refused = refused + 1
  elseif release == nil then
    strange = strange + 1
  else
    good = good + 1
    counts[release] = (counts[release] or 0) + 1
    of_release = table.concat({ counts[0] or 0, counts[1] or 0, counts[2] or 0 }, " ")
  end
end

function done(summary, latency, requests)
  local sums, releases = { good = 0, strange = 0, refused = 0 }, { 0, 0, 0 }
  for _, thread in ipairs(threads) do
    for name in pairs(sums) do sums[name] = sums[name] + thread:get(name) end
    local place = 0
    for count in thread:get("of_release"):gmatch("%d+") do
      place = place + 1
      releases[place] = releases[place] + tonumber(count)
    end
  end
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "good": %d, "strange": %d, "refused": %d, "socket_errors": %d, "shared": %d, "first": %d, "second": %d, ' ..
    '"seconds": %.1f, "p99_ms": %.1f}\n',
    summary.requests, sums.good, sums.strange, sums.refused,
    errors.connect + errors.read + errors.write + errors.timeout,
    releases[1], releases[2], releases[3], summary.duration / 1e6, latency:percentile(99) / 1000))
end
