-- What ./lyceum bench loads. Each statement begins with a line "--- name"; Scale runs them in order,
-- "courses", "modules" and "lessons" once for each range of ranks. Nothing is random: the same scale
-- is the same rows, so that a load that was broken off can go on.

--- functions
-- A number in [0, 1) that depends on its arguments only.
create or replace function bench.chance(n bigint, what text) returns double precision
    language sql immutable parallel safe
    as $$ select (hashint8extended(n, hashtext(what)) & 4294967295) / 4294967296.0 $$;

--- pick
-- A word: as in any language, few are common and most are rare.
create or replace function bench.pick(n bigint, what text) returns text
    language sql stable parallel safe
    as $$ select words[1 + floor(array_length(words, 1) * power(bench.chance(n, what), 2))::int] from bench.vocabulary $$;

--- vocabulary
insert into bench.vocabulary
select regexp_split_to_array(btrim($$
    course introduction practical modern applied digital creative business language history science design
    programming statistics music painting writing speaking grammar reading biology chemistry physics geometry
    algebra calculus economics marketing finance leadership management teaching learning research analysis data
    python java database network security cloud web mobile graphics photography film theatre dance cooking
    nutrition health medicine nursing psychology philosophy ethics law politics geography geology astronomy
    climate energy engineering mechanics electronics robotics architecture drawing sculpture ceramics textile
    fashion gardening agriculture forestry ecology animals birds insects ocean rivers mountains travel italian
    spanish german french russian japanese latin greek english chinese portuguese arabic turkish swedish guitar
    piano violin singing harmony rhythm composition recording editing publishing poetry fiction journalism
    rhetoric debate negotiation presentation communication teamwork planning strategy innovation startup
    accounting taxation auditing insurance investment trading logistics purchasing retail hospitality tourism
    events sports yoga running swimming climbing sailing chess logic proof numbers probability inference
    regression clustering vision speech translation search recommendation compilers algorithms testing
    debugging refactoring documentation accessibility typography layout colour branding illustration animation
    lighting sound acoustics optics lasers materials polymers metals glass wood concrete bridges tunnels
    railways aviation satellites rockets navigation maps surveying archives museums libraries folklore
    mythology religion anthropology sociology demography migration cities housing transport water waste
    recycling packaging printing binding calligraphy enamel mosaic weaving knitting sewing leather jewellery
    watches clocks instruments microscopes telescopes sensors circuits antennas radio radar sonar ultrasound
    imaging genetics genomics proteins enzymes bacteria viruses immunity vaccines surgery dentistry pharmacy
    rehabilitation geriatrics paediatrics midwifery autism dyslexia inclusion mentoring coaching counselling
    crystals fossils volcanoes earthquakes glaciers deserts rainforests wetlands corals whales wolves bees
    orchids mushrooms grapes olives coffee chocolate cheese bread pasta noodles spices herbs soups desserts
    sourdough fermentation brewing distilling butchery foraging beekeeping orchards vineyards greenhouses soil
    compost irrigation drainage fencing carpentry plumbing wiring masonry roofing tiling plastering welding
    forging casting milling turning grinding polishing engraving etching lithography screenprinting bookbinding
    restoration conservation heraldry genealogy numismatics philately cartography chronology palaeography
    epigraphy onomastics phonetics syntax semantics pragmatics stylistics lexicography interpreting subtitling
$$, E' \n'), '\s+');

--- paragraphs
-- A thousand texts of sixty words; a description is two of them.
insert into bench.paragraph
select p,
       'You learn ' || string_agg(bench.pick(p * 97 + k, 'paragraph'), case when k % 12 = 0 then '. Then ' else ' ' end order by k) || '.'
from generate_series(0, 999) p
cross join generate_series(1, 60) k
group by p;

--- schools
-- Rank 1 is the school that has a realm; it exists.
insert into school (id, slug, name, status, locale, time_zone, owner_email, created_at, activated_at)
select bench.id(timestamptz '2026-01-01' + rank * interval '1 minute', rank, 'school'),
       'bench-' || rank,
       initcap(bench.pick(rank, 'school')) || ' academy ' || rank,
       'ACTIVE',
       case when rank % 5 = 0 then 'ru' else 'en' end,
       'UTC',
       'owner@bench.example',
       timestamptz '2026-01-01' + rank * interval '1 minute',
       timestamptz '2026-01-01' + rank * interval '1 minute'
from generate_series(2, :schools) rank
on conflict do nothing;

--- hosts
insert into school_host (host, school_id, kind, status, is_primary, created_at, verified_at)
select s.slug || '.' || ':domain', s.id, 'SUBDOMAIN', 'VERIFIED', true, s.created_at, s.created_at
from school s
where s.slug like 'bench-%'
on conflict do nothing;

--- brands
insert into brand (tenant_id, id, name, tagline, primary_colour, secondary_colour, typeface, radius, updated_at)
select s.id, s.id, s.name, 'Learn with us', '#' || substr(md5(s.slug), 1, 2) || '3a6b', '#7c8db5', 'HUMANIST', 'SOFT', s.created_at
from school s
where s.slug like 'bench-%'
on conflict do nothing;

--- categories
insert into course_category (tenant_id, id, slug, name, position)
select r.tenant_id, bench.id(timestamptz '2026-01-01', r.rank * 100 + k, 'category'), 'category-' || k,
       initcap(bench.pick(k * 31, 'category')), k
from bench.rank r
cross join generate_series(1, 8) k
on conflict do nothing;

--- courses
insert into course
    (tenant_id, id, slug, title, subtitle, description, language, level, category_id, teacher_name, icon, tags,
     price_minor, currency, licence, status, lesson_count, minutes, created_at, updated_at, published_at)
select r.tenant_id,
       bench.id(at, i, 'course'),
       'course-' || n,
       initcap(bench.pick(i, 'first') || ' ' || bench.pick(i, 'second')) || ' for '
           || bench.pick(i, 'third') || case when i % 3 = 0 then ' and ' || bench.pick(i, 'fourth') else '' end,
       'From ' || bench.pick(i, 'from') || ' to ' || bench.pick(i, 'to') || ' in ' || 2 + i % 9 || ' weeks',
       a.text || E'\n\n## What you will do\n\n- **' || bench.pick(i, 'one') || E'**\n- '
           || bench.pick(i, 'two') || E'\n\n' || b.text,
       (array['en', 'en', 'en', 'ru', 'de'])[1 + i % 5],
       (array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'ALL'])[1 + i % 4],
       bench.id(timestamptz '2026-01-01', r.rank * 100 + 1 + i % 8, 'category'),
       initcap(bench.pick(i % 997, 'given')) || ' ' || initcap(bench.pick(i % 991, 'family')),
       (array['book', 'code', 'language', 'music', 'palette'])[1 + i % 5],
       bench.pick(i, 'tag') || ',' || bench.pick(i, 'label'),
       case when i % 3 = 0 then 0 else 900 + (i % 90) * 100 end,
       'EUR',
       'CC BY 4.0',
       case when n > 8 and i % 20 = 0 then 'DRAFT' else 'PUBLISHED' end,
       case when r.rank <= :detailed and n <= 12 then 16 else 2 end,
       case when r.rank <= :detailed and n <= 12 then 160 else 20 end,
       at, at, at
from bench.rank r
cross join lateral generate_series(1, r.courses) as g(n)
cross join lateral (
    select r.before + n as i, timestamptz '2026-11-01' - n * interval '17 minutes' - r.rank * interval '1 second' as at) x
join bench.paragraph a on a.p = i % 1000
join bench.paragraph b on b.p = i * 7 % 1000
where r.rank between :from and :to
on conflict do nothing;

--- modules
insert into course_module (tenant_id, id, course_id, title, position)
select c.tenant_id, bench.id(c.created_at, m, c.id::text), c.id, 'Part ' || m, m
from bench.rank r
join course c on c.tenant_id = r.tenant_id
cross join lateral generate_series(1, greatest(1, c.lesson_count / 4)) m
where r.rank between :from and :to
on conflict do nothing;

--- lessons
insert into lesson (tenant_id, id, course_id, module_id, slug, title, markdown, html, minutes, preview, position, updated_at)
select c.tenant_id, bench.id(c.created_at, 100 + l, c.id::text), c.id,
       bench.id(c.created_at, case when c.lesson_count = 2 then 1 else 1 + (l - 1) / 4 end, c.id::text),
       'lesson-' || l,
       initcap(bench.pick(l * 13, 'lesson')) || ' ' || l,
       case when c.lesson_count = 2 then p.text else p.text || E'\n\n' || q.text || E'\n\n' || p.text end,
       case when c.lesson_count = 2 then '<p>' || p.text || '</p>'
           else '<h2>Begin</h2><p>' || p.text || '</p><h2>Go on</h2><p>' || q.text || '</p><p>' || p.text || '</p>' end,
       10, l = 1, l, c.updated_at
from bench.rank r
join course c on c.tenant_id = r.tenant_id
cross join lateral generate_series(1, c.lesson_count) l
join bench.paragraph p on p.p = l * 37 % 1000
join bench.paragraph q on q.p = l * 53 % 1000
where r.rank between :from and :to
on conflict do nothing;

--- people
insert into person (tenant_id, id, subject, email, name, role, created_at)
select r.tenant_id, bench.id(timestamptz '2026-02-01', r.rank * 1000::bigint + p, 'person'), 'bench-' || p,
       'person' || p || '@bench-' || r.rank || '.example', initcap(bench.pick(p, 'given')) || ' ' || p, 'LEARNER',
       timestamptz '2026-02-01'
from bench.rank r
cross join lateral generate_series(1, least(500, greatest(5, r.courses / 20))) p
on conflict do nothing;

--- enrolments
insert into enrolment (tenant_id, id, person_id, course_id, status, enrolled_at, last_activity_at)
select distinct on (p.tenant_id, p.id, c.id)
       p.tenant_id, bench.id(timestamptz '2026-03-01', hashtext(p.id::text) # k, c.id::text), p.id, c.id, 'ACTIVE',
       timestamptz '2026-03-01', timestamptz '2026-03-01' + k * interval '1 hour'
from bench.rank r
join person p on p.tenant_id = r.tenant_id and p.subject like 'bench-%'
cross join generate_series(1, 6) k
join course c on c.tenant_id = r.tenant_id
    and c.slug = 'course-' || 1 + floor(least(r.courses, 200) * power(bench.chance(hashtext(p.id::text) + k, 'enrolment'), 2))::int
where c.status = 'PUBLISHED'
on conflict do nothing;
