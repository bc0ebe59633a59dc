/** Remembers day or night chart and goes back to where the reader was. */
import { CHART_COOKIE, readChart } from '@/app/_components/chart-choice';
import { pathWithin } from '@/app/_door/back';
import { field, handleAnybody, seeOther } from '@/app/_door/handle';

export function POST(request: Request): Promise<Response> {
  return handleAnybody(request, async () => {
    const form = await request.formData();
    const chart = readChart(field(form, 'chart'));
    return seeOther(pathWithin(field(form, 'back')), [
      `${CHART_COOKIE}=${chart}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`,
    ]);
  });
}
