-- Why an import failed: a code with its details, so that it can be said in every language.

alter table course_import
    add column failure_code text,
    add column failure_details jsonb;

update course_import
set failure_code = 'IMPORT_FAILED', failure_details = '[]'
where status = 'FAILED';
