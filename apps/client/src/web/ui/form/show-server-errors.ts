import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { ApiError } from '../../api/api-error';

/** Shows the errors of the server beside their fields. Returns false when there are others to show. */
export function showServerErrors<Values extends FieldValues>(
  error: unknown,
  fields: readonly Path<Values>[],
  setError: UseFormSetError<Values>,
): boolean {
  const errors = error instanceof ApiError ? error.errors : [];
  const placed = errors.filter(({ pointer, message }) => {
    const field = fields.find((name) => pointer.split('/')[1] === name);
    if (field) setError(field, { message }, { shouldFocus: true });
    return field !== undefined;
  });
  return placed.length > 0 && placed.length === errors.length;
}
