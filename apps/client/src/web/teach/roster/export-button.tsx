import { useMutation } from '@tanstack/react-query';
import { readRosterFile } from '../../api/rosters';
import { errorMessage } from '../../ui/feedback/error-message';
import { SubmitButton } from '../../ui/form/submit-button';

/** Not a plain link, which would save the error of a session that has ended as a file. */
export function ExportButton({ courseId, title }: { courseId: string; title: string }) {
  const download = useMutation({
    mutationFn: () => readRosterFile(courseId),
    onSuccess: (file) => save(file, `Roster of ${title}.csv`),
  });
  return (
    <div className="export">
      <SubmitButton
        type="button"
        className="button button--quiet"
        busy={download.isPending}
        busyText="Exporting…"
        onClick={() => download.mutate()}
      >
        Export as CSV
      </SubmitButton>
      {download.error && (
        <p className="field__error" role="alert">
          {errorMessage(download.error)}
        </p>
      )}
    </div>
  );
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
