import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode, type RefObject } from 'react';
import { PageLink } from '../app/page-link.js';
import { referenceQuery } from '../api/report-queries.js';
import {
  FILTER_LABELS as LABELS,
  FIRST_DAY,
  filterErrors,
  halfTyped,
  isDay,
  monthChoices,
  unitChoices,
  withChosen,
  type Choice,
  type FilterError,
} from '../search/filter-form.js';
import { capabilitySearch, questionOf, type CapabilitySearch } from '../search/report-search.js';

function Field({
  id,
  label,
  error,
  wide = false,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly error?: FilterError | undefined;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={`px-filter${wide ? ' px-filter--wide' : ''}`}>
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      {error === undefined ? null : (
        <p id={`${id}-error`} className="govuk-error-message">
          <span className="govuk-visually-hidden">Error:</span> {error.text}
        </p>
      )}
      {children}
    </div>
  );
}

export function SelectFilter({
  name,
  label,
  all,
  choices,
  value,
  error,
  wide,
}: {
  readonly name: keyof CapabilitySearch;
  readonly label: string;
  /** What choosing nothing means. */
  readonly all: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly error?: FilterError | undefined;
  readonly wide?: boolean;
}) {
  const id = useId();
  return (
    <Field id={id} label={label} error={error} wide={wide ?? false}>
      <select
        className={`govuk-select${error === undefined ? '' : ' govuk-select--error'}`}
        id={id}
        name={name}
        defaultValue={value ?? ''}
        {...(error === undefined ? {} : { 'aria-describedby': `${id}-error`, 'aria-invalid': true })}
      >
        <option value="">{all}</option>
        {withChosen(choices, value).map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

function DateFilter({
  name,
  value,
  max,
  error,
}: {
  readonly name: 'asAt' | 'knownBy';
  readonly value: string | undefined;
  readonly max: string;
  readonly error?: FilterError | undefined;
}) {
  const id = useId();
  return (
    <Field id={id} label={LABELS[name]} error={error}>
      <input
        className={`govuk-input${error === undefined ? '' : ' govuk-input--error'}`}
        id={id}
        name={name}
        // What is no day, a field for dates shows as nothing: the reader must see what the address says.
        type={value === undefined || isDay(value) ? 'date' : 'text'}
        defaultValue={value ?? ''}
        min={FIRST_DAY}
        max={max}
        {...(error === undefined ? {} : { 'aria-describedby': `${id}-error`, 'aria-invalid': true })}
      />
    </Field>
  );
}

const LAST_DAY = '9999-12-31';

const SUBMIT = '[type="submit"]';

/** The focus stays with the reader: fields made anew would drop it, and the keyboard would begin at the top. */
function useKeptFocus(form: RefObject<HTMLFormElement | null>, version: string) {
  const kept = useRef<string>(undefined);
  useEffect(() => {
    const selector = kept.current;
    kept.current = undefined;
    if (selector !== undefined) form.current?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }, [form, version]);
  return (element: Element | null) => {
    const name = form.current?.contains(element) === true ? element?.getAttribute('name') : null;
    kept.current = typeof name === 'string' ? `[name="${name}"]` : SUBMIT;
  };
}

function halfTypedDates(form: HTMLFormElement): FilterError[] {
  return (['asAt', 'knownBy'] as const)
    .filter((name) => form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.validity.badInput === true)
    .map(halfTyped);
}

/** Filters as a form: nothing changes until it is sent, and what is sent is an address that Back returns from. */
export function FilterBar({
  extra,
  ofOneThing = false,
}: {
  readonly extra?: (search: CapabilitySearch) => ReactNode;
  /** The page shows one thing over all its time: there is no unit and no period to choose, only what was known. */
  readonly ofOneThing?: boolean;
}) {
  const { data: reference } = useQuery(referenceQuery());
  const search = useSearch({ strict: false, select: capabilitySearch });
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<readonly FilterError[]>([]);
  const today = reference?.today ?? LAST_DAY;
  // What the address itself says wrong is marked too, but for a day to come, which the server takes.
  const marked = [...errors, ...filterErrors(search, LAST_DAY)];
  const errorOf = (field: string) => marked.find((error) => error.field === field);
  const months = reference === undefined ? [] : monthChoices(today, [search.from, search.to]);

  // Fields are uncontrolled: a new address, as after Back, makes them anew with its values.
  const version = JSON.stringify([search, reference !== undefined]);
  const keepFocus = useKeptFocus(form, version);

  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // What the form of this page does not show stays as it is.
    const shown = Object.fromEntries(new FormData(event.currentTarget));
    const next = capabilitySearch({ ...search, ...shown });
    const found = [...halfTypedDates(event.currentTarget), ...filterErrors(next, today)];
    setErrors(found);
    if (found.length > 0) {
      form.current?.querySelector<HTMLElement>(`[name="${found[0]?.field ?? ''}"]`)?.focus();
      return;
    }
    keepFocus(document.activeElement);
    void navigate({ to: '.', search: next });
  };

  return (
    <form key={version} ref={form} className="px-filters" method="get" noValidate aria-label="Filters" onSubmit={apply}>
      {ofOneThing ? null : (
        <>
          <SelectFilter
            name="unit"
            label="Unit"
            all="Whole organisation"
            choices={unitChoices(reference?.units ?? [])}
            value={search.unit}
            wide
          />
          <SelectFilter name="from" label="From" all="24 months ago" choices={months} value={search.from} />
          <SelectFilter
            name="to"
            label="To"
            all="Latest month"
            choices={months}
            value={search.to}
            error={errorOf('to')}
          />
        </>
      )}
      {extra?.(search)}
      <DateFilter name="asAt" value={search.asAt} max={today} error={errorOf('asAt')} />
      <DateFilter name="knownBy" value={search.knownBy} max={today} error={errorOf('knownBy')} />
      <div className="px-filters__buttons">
        <button type="submit" className="govuk-button">
          Apply
        </button>
        {Object.keys(questionOf(search)).length === 0 ? null : (
          <PageLink
            to="."
            onClick={() => keepFocus(null)}
            search={search.view === undefined ? {} : { view: search.view }}
            className="govuk-link govuk-link--no-visited-state"
          >
            Reset
          </PageLink>
        )}
      </div>
    </form>
  );
}
